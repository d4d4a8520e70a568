import { useState } from "preact/hooks";

/** An id that a click copies. */
export function Copyable({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1200);
  };
  return (
    <button class="copy" title={`Copy ${label} id`} onClick={() => void copy()}>
      {label && <span>{label}</span>} <code>{text}</code> {copied ? "copied" : ""}
    </button>
  );
}
