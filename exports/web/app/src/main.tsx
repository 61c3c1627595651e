import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import "./style/views.css";
import "./style/graph.css";
import { render } from "preact";
import { App } from "./app";
import { followLinks } from "./router";

followLinks();
const root = document.getElementById("app") as HTMLElement;
root.replaceChildren();
render(<App />, root);
