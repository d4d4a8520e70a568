import { render } from "preact";
import "./theme.css";
import "./page.css";
import "uplot/dist/uPlot.min.css";
import { connect } from "./connection.ts";
import { Page } from "./Page.tsx";
import { Store } from "./store.ts";

const store = new Store();
render(<Page store={store} />, document.getElementById("page")!);
connect(store);
