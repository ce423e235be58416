/** Calls the filter argument of a connection `where`. */
export const WhereArgumentPlugin = {
  name: "WhereArgumentPlugin",
  version: "1.0.0",
  after: ["PgConnectionArgFilterPlugin"],
  // The arguments stand in the order of the plugins that add them, and `where` comes before `orderBy`.
  before: ["PgConnectionArgOrderByPlugin"],
  schema: {
    hooks: {
      GraphQLObjectType_fields_field_args(args, _build, { scope }) {
        if (!scope.isPgFieldConnection || !args.filter) return args;
        const { filter, ...others } = args;
        return { ...others, where: filter };
      },
    },
  },
};
