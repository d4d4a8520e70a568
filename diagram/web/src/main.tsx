import { render } from "preact";
import "./theme.css";
import "./page.css";
import "uplot/dist/uPlot.min.css";
import { connect } from "./connection.ts";
import { stateInFile } from "./file.ts";
import { Page } from "./Page.tsx";
import { kept, Store } from "./store.ts";

const store = new Store();
const state = stateInFile();
render(<Page store={store} />, document.getElementById("page")!);
if (state) store.set(kept(state));
else connect(store);
