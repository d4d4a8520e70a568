import { useState } from "preact/hooks";

/** An id that a click copies. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const [outcome, setOutcome] = useState("");
  const copy = async () => {
    // Browsers give a clipboard only to pages on https or localhost.
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setOutcome(done ? "copied" : "select and copy it by hand");
    setTimeout(() => setOutcome(""), done ? 1200 : 4000);
  };
  return (
    <button class="copy" title={`Copy ${label} id`} onClick={() => void copy()}>
      {label && <span>{label}</span>} <code>{text}</code> {outcome}
    </button>
  );
}
