// The PostGraphile preset of one endpoint: Constructive's names, its filters, and `_meta`.

import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

import { EveryColumnPlugin } from "./columns.mjs";
import { hidePlugin } from "./hide.mjs";
import { MetaPlugin } from "./meta.mjs";
import { NamingPlugin } from "./naming.mjs";
import { UploadPlugin } from "./upload.mjs";
import { WhereArgumentPlugin } from "./where.mjs";

/** What stock PostGraphile serves and Constructive does not. */
const ABSENT = [
  "NodePlugin",
  "AddNodeInterfaceToSuitableTypesPlugin",
  "NodeAccessorPlugin",
  "PgTableNodePlugin",
  "PgNodeIdAttributesPlugin",
  "RegisterQueryNodePlugin",
  "QueryQueryPlugin",
  "PgConditionArgumentPlugin",
  "PgConditionCustomFieldsPlugin",
  "PgRowByUniquePlugin",
];

export function preset({ connectionString, schemas, graphqlPath, hidden = [] }) {
  return {
    extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
    plugins: [NamingPlugin, EveryColumnPlugin, WhereArgumentPlugin, UploadPlugin, MetaPlugin, hidePlugin(hidden)],
    disablePlugins: ABSENT,
    pgServices: [makePgService({ connectionString, schemas })],
    schema: { connectionFilterRelations: true },
    grafserv: { graphqlPath, graphiql: false, websockets: false, watch: false },
  };
}
