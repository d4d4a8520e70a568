import { useEffect } from "preact/hooks";
import type { LensId } from "../lens/lens.ts";
import { LENSES } from "../lens/lenses.ts";

interface Props {
  lens: LensId;
  /** Whether two minutes are compared: that adds a lens. */
  comparing: boolean;
  onLens: (lens: LensId) => void;
}

/** Switches what widths, colours and labels stand for; so do the keys 1 to 6. */
export function LensSwitch({ lens, comparing, onLens }: Props) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest?.("input[type=search], textarea");
      const next = LENSES[Number(event.key) - 1];
      if (next && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) onLens(next.id);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onLens]);
  return (
    <fieldset class="lenses">
      <legend>Look at</legend>
      {LENSES.map(({ id, name, question }, i) => (
        <label title={`${question} Key ${i + 1}`}>
          <input type="radio" name="lens" checked={id === lens} onChange={() => onLens(id)} />
          <span>{name}</span>
        </label>
      ))}
      {comparing && (
        <label title="What changed between the two minutes? Key c">
          <input type="radio" name="lens" checked={lens === "compare"} onChange={() => onLens("compare")} />
          <span>Compare</span>
        </label>
      )}
    </fieldset>
  );
}
