import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../format.ts";
import type { Fault } from "../model.ts";

/** The demo's switches: break something and watch. */
export function FaultSwitch() {
  const [faults, setFaults] = useState<Fault[]>([]);
  const [trouble, setTrouble] = useState("");

  const load = () =>
    fetch("api/lab/faults")
      .then((answer) => answer.json() as Promise<{ faults: Fault[] }>)
      .then((lab) => setFaults(lab.faults), () => setTrouble("The lab does not answer."));

  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), 5000);
    return () => clearInterval(timer);
  }, []);

  const change = async (fault: Fault, on: boolean) => {
    setFaults(faults.map((f) => (f.name === fault.name ? { ...f, on } : f)));
    const answer = await fetch("api/lab/faults", {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: fault.name, on }),
    }).catch(() => null);
    setTrouble(answer?.ok ? "" : "The lab did not take it.");
    void load();
  };

  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const inside = menu.current?.contains(event.target as Node);
      const escape = event instanceof KeyboardEvent && event.key === "Escape";
      if (menu.current && (escape || (event.type === "pointerdown" && !inside))) {
        menu.current.open = false;
      }
    };
    addEventListener("pointerdown", close);
    addEventListener("keydown", close);
    return () => {
      removeEventListener("pointerdown", close);
      removeEventListener("keydown", close);
    };
  }, []);

  if (faults.length === 0) return null;
  const on = faults.filter((fault) => fault.on).length;
  return (
    <details ref={menu} class={`dropdown faults ${on ? "on" : ""}`}>
      <summary>{on ? `Lab: ${on === 1 ? words(faults.find((f) => f.on)!.name) : `${on} faults`} on` : "Break something"}</summary>
      <div class="menu">
        {faults.map((fault) => (
          <label key={fault.name}>
            <input
              type="checkbox"
              role="switch"
              checked={fault.on}
              onChange={(event) => void change(fault, event.currentTarget.checked)}
            />
            <span>
              <b>{words(fault.name)}</b>
              {fault.description && <small>{fault.description}</small>}
            </span>
          </label>
        ))}
        {trouble && <p class="bad">{trouble}</p>}
      </div>
    </details>
  );
}
