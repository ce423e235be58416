// PostGraphile as its own documentation sets it up: PLAIN_PRESET names how, PLAIN_SCHEMAS what it serves, and PGHOST,
// PGPORT, PGUSER and PGDATABASE the database.

import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makeV4Preset } from "postgraphile/presets/v4";

import { connectionString } from "./connection.mjs";

/** What each preset is put together from. */
const PRESETS = {
  amber: [PostGraphileAmberPreset],
  filter: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  simplified: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  v4: [PostGraphileAmberPreset, makeV4Preset({})],
};

const { PLAIN_PRESET = "filter", PLAIN_SCHEMAS = "public" } = process.env;
if (!Object.hasOwn(PRESETS, PLAIN_PRESET)) throw new Error(`the presets are ${Object.keys(PRESETS).join(", ")}`);

export default {
  extends: PRESETS[PLAIN_PRESET],
  pgServices: [makePgService({ connectionString: connectionString(process.env), schemas: PLAIN_SCHEMAS.split(",") })],
  grafserv: { graphqlPath: "/graphql", graphiql: false, websockets: false, watch: false },
};
