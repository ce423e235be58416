/** Leaves fields out of what `_meta` answers with, as servers do that are older than the fields. */
export function hidePlugin(hidden) {
  return {
    name: "HidePlugin",
    version: "1.0.0",
    schema: {
      hooks: {
        GraphQLObjectType_fields(fields, _build, { Self }) {
          if (!Self.name.startsWith("Meta")) return fields;
          return Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.includes(name)));
        },
      },
    },
  };
}
