import { useState } from "preact/hooks";
import { copy } from "../clipboard.ts";

/** Copies some lines of text, made when it is asked for. */
export function CopyForChat({ text }: { text: () => string }) {
  const [outcome, setOutcome] = useState("");
  const [byHand, setByHand] = useState("");
  const onClick = async () => {
    const lines = text();
    const done = await copy(lines);
    setOutcome(done ? "Copied" : "");
    setByHand(done ? "" : lines);
    if (done) setTimeout(() => setOutcome(""), 1500);
  };
  return (
    <p>
      <button class="chat" onClick={() => void onClick()}>{outcome || "Copy for chat"}</button>
      {byHand && (
        <textarea class="byhand" readOnly rows={5} aria-label="Copy this by hand" value={byHand} onFocus={(e) => e.currentTarget.select()} />
      )}
    </p>
  );
}
