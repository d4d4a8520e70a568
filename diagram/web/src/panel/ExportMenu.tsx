/** The picture of now as a file. All but the drawing come from the server and are there by GET, too. */
export function ExportMenu({ onSvg, onPng }: { onSvg: () => void; onPng: () => void }) {
  return (
    <details class="dropdown export" onKeyDown={(e) => e.key === "Escape" && (e.currentTarget.open = false)}>
      <summary>Export</summary>
      <div class="menu">
        <a href="api/export.html" download>This page as one file<small>opens anywhere, without a server: HTML</small></a>
        <button onClick={onSvg}>Drawing<small>as it is seen through this lens: SVG</small></button>
        <button onClick={onPng}>Picture<small>the same for chats and slides: PNG</small></button>
        <a href="api/export.mmd" download>Mermaid<small>for Markdown and wikis</small></a>
        <a href="api/export.dot" download>Graphviz<small>DOT</small></a>
        <a href="api/export.json" download>Data<small>nodes, edges and anomalies: JSON</small></a>
      </div>
    </details>
  );
}
