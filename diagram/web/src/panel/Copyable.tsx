import { useState } from "preact/hooks";
import { copy } from "../clipboard.ts";

/** An id that a click copies. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const [outcome, setOutcome] = useState("");
  const onClick = async () => {
    const done = await copy(text);
    setOutcome(done ? "copied" : "select and copy it by hand");
    setTimeout(() => setOutcome(""), done ? 1200 : 4000);
  };
  return (
    <button class="copy" title={`Copy ${label} id`} onClick={() => void onClick()}>
      {label && <span>{label}</span>} <code>{text}</code> {outcome}
    </button>
  );
}
