import { render } from "preact";
import "./theme.css";
import "./page.css";
import "uplot/dist/uPlot.min.css";
import { connect } from "./connection.ts";
import { stateInFile } from "./file.ts";
import { Page } from "./Page.tsx";
import { kept, Store } from "./store.ts";
import { TimeTravel } from "./timeTravel.ts";

const store = new Store();
const live = new Store();
const state = stateInFile();
const travel = state ? null : new TimeTravel(live, store);
render(<Page store={store} travel={travel} />, document.getElementById("page")!);
if (state) store.set(kept(state));
else connect(live);
