import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { clock, count, millis, words } from "../format.ts";
import type { Minute } from "../history.ts";
import type { Anomaly } from "../model.ts";
import { Time } from "./Time.tsx";

interface Props {
  minutes: Minute[];
  /** Anomalies of the edge, which the charts mark where they began. */
  anomalies: readonly Anomaly[];
}

/** The last hour in three small charts that share their cursor, and as a table. */
export function LastHour({ minutes, anomalies }: Props) {
  const x = minutes.map((minute) => minute.at);
  const shown = anomalies.filter(({ startedAt }) => Date.parse(startedAt) / 1000 >= (x[0] ?? Infinity));
  const onsets = shown.map(({ startedAt }) => Date.parse(startedAt) / 1000);
  return (
    <section class="hour">
      <h3>Last hour</h3>
      {shown.map(({ id, type, startedAt }) => (
        <p key={id} class="fine onset">Dashed line: {words(type)} began <Time at={startedAt} /></p>
      ))}
      <Chart
        title="Calls per minute"
        x={x}
        onsets={onsets}
        format={count}
        series={[{ name: "calls", colour: "--edge", fill: true, y: minutes.map((m) => m.calls) }]}
      />
      <Chart
        title="Failures and retries"
        x={x}
        onsets={onsets}
        format={count}
        series={[
          { name: "retries", colour: "--warn", fill: true, y: minutes.map((m) => m.retries) },
          { name: "failed", colour: "--bad", fill: true, y: minutes.map((m) => m.failed) },
        ]}
      />
      {minutes.some((m) => m.p50 !== null) && (
        <Chart
          title="Latency"
          x={x}
          onsets={onsets}
          format={millis}
          series={[
            { name: "p99", colour: "--messaging", y: minutes.map((m) => m.p99) },
            { name: "median", colour: "--accent", y: minutes.map((m) => m.p50) },
          ]}
        />
      )}
      <AsTable minutes={minutes} />
    </section>
  );
}

interface Series {
  name: string;
  colour: string;
  fill?: boolean;
  y: (number | null)[];
}

interface ChartProps {
  title: string;
  x: number[];
  /** Where to draw a dashed line, epoch seconds. */
  onsets: number[];
  series: Series[];
  format: (value: number) => string;
}

const HEIGHT_REM = 6.6;

function Chart({ title, x, onsets, series, format }: ChartProps) {
  const marked = useRef(onsets);
  marked.current = onsets;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const scheme = useRef(matchMedia("(prefers-color-scheme: dark)"));

  useEffect(() => {
    const draw = () => {
      plot.current?.destroy();
      plot.current = new uPlot(
        options(place.current!, series, format, () => marked.current),
        [x, ...series.map((s) => s.y)] as uPlot.AlignedData,
        place.current!,
      );
    };
    draw();
    const media = scheme.current;
    media.addEventListener("change", draw);
    const element = place.current!;
    const resize = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height: plot.current.height }),
    );
    resize.observe(element);
    return () => {
      media.removeEventListener("change", draw);
      resize.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);

  useEffect(() => {
    plot.current?.setData([x, ...series.map((s) => s.y)] as uPlot.AlignedData);
  }, [x, series]);

  const last = series.map((s) => s.y.findLast((value) => value !== null) ?? null);
  return (
    <figure>
      <figcaption>
        {title}
        <span class="keys">
          {series.map((s, i) => (
            <span>
              <i style={{ background: `var(${s.colour})` }} /> {s.name}{" "}
              <b>{last[i] == null ? "–" : format(last[i]!)}</b>
            </span>
          ))}
        </span>
      </figcaption>
      <div ref={place} class="plot" role="img" aria-label={`${title}; the table below says the same.`} />
    </figure>
  );
}

function options(
  place: HTMLElement,
  series: Series[],
  format: (value: number) => string,
  onsets: () => number[],
): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const rem = parseFloat(style.fontSize);
  const axis = {
    stroke: colour("--muted"),
    font: `${Math.round(rem * 0.74)}px system-ui, sans-serif`,
    ticks: { show: false },
  };
  return {
    width: place.clientWidth,
    height: Math.round(HEIGHT_REM * rem),
    padding: [6, 8, 0, 0],
    legend: { show: false },
    hooks: { draw: [(plot) => markOnsets(plot, onsets(), colour("--bad"))] },
    cursor: { sync: { key: "hour" }, points: { size: 6 }, y: false, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.08 : 1] } },
    axes: [
      { ...axis, size: Math.round(rem * 1.5), space: 70, grid: { show: false }, values: (_plot, splits) => splits.map((s) => clock(s * 1000, false)) },
      {
        ...axis,
        size: Math.round(rem * 4.1),
        space: Math.round(rem * 2),
        grid: { stroke: colour("--line"), width: 1 },
        values: (_plot, splits) => splits.map((value) => format(value)),
      },
    ],
    series: [
      {},
      ...series.map((s) => ({
        label: s.name,
        stroke: colour(s.colour),
        width: 1.6,
        ...(s.fill ? { fill: `${colour(s.colour)}38` } : {}),
        points: { show: false },
      })),
    ],
  };
}

function markOnsets({ ctx, bbox, valToPos }: uPlot, onsets: readonly number[], colour: string): void {
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const onset of onsets) {
    const x = valToPos(onset, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

function AsTable({ minutes }: { minutes: Minute[] }) {
  return (
    <details class="astable">
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr><th>from</th><th>calls</th><th>failed</th><th>retries</th><th>median</th><th>p99</th></tr>
        </thead>
        <tbody>
          {[...minutes].reverse().map((m) => (
            <tr>
              <th scope="row">{m.final ? clock(m.at * 1000, false) : "last 60 s"}</th>
              <td>{count(m.calls)}</td>
              <td>{count(m.failed)}</td>
              <td>{count(m.retries)}</td>
              <td>{m.p50 === null ? "–" : millis(m.p50)}</td>
              <td>{m.p99 === null ? "–" : millis(m.p99)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
