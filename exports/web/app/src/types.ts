// The API's types under short names.
export type * from "./api/types";
import type { Node } from "./api/types";
export type NodeType = Node["type"];
