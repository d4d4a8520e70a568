import { useEffect, useRef } from "preact/hooks";
import { filterOf } from "../filter/filter.ts";

interface Props {
  query: string;
  /** How many edges match. */
  found: number;
  onQuery: (query: string) => void;
  /** Moves the picture to what is found. */
  onGo: () => void;
}

const EXAMPLES: readonly [string, string][] = [
  ["orders", "in a name, kind, region or access"],
  ["kind:table region:eu-west-1", "also name: caller: callee: account: access:"],
  ["anomaly:open", "or a type, a severity, root, symptom, none"],
  ["errors>1%", "also refused retries throttled wasted"],
  ["p99>100ms", "also median; rate>10/s attempts>1.5 units>50"],
  ["kind:table -region:us-east-1", "a minus excludes"],
];

/** The search, with its language in short while it has the focus, and what it could not understand. */
export function Search({ query, found, onQuery, onGo }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const { problem, empty } = filterOf(query);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest?.("input[type=search], textarea");
      if (event.key === "/" && !typing) {
        event.preventDefault();
        input.current?.focus();
      }
      if (typing !== input.current) return;
      if (event.key === "Escape") {
        onQuery("");
        input.current?.blur();
      }
      if (event.key === "Enter" && !empty) onGo();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onQuery, onGo, empty]);
  return (
    <div class="search">
      <input
        ref={input}
        type="search"
        placeholder="Find…  /"
        aria-label="Find edges by name, kind, region, numbers or anomaly"
        aria-describedby="search-help"
        aria-invalid={problem !== ""}
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
      />
      <div class="help" id="search-help">
        {problem && <p class="warn" role="status">{problem}</p>}
        {(empty || problem) && <dl>
          {EXAMPLES.map(([example, meaning]) => (
            <div>
              <dt>
                <button tabIndex={-1} onMouseDown={(e) => e.preventDefault()} onClick={() => onQuery(example)}>
                  <code>{example}</code>
                </button>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>}
        {!empty && <p>{found === 1 ? "1 edge matches." : `${found} edges match.`} Enter moves the picture there.</p>}
      </div>
    </div>
  );
}
