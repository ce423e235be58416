/** Lets every column be ordered and filtered by, indexed or not, simple or not. */
export const EveryColumnPlugin = {
  name: "EveryColumnPlugin",
  version: "1.0.0",
  schema: {
    entityBehavior: {
      pgCodecAttribute: {
        inferred: {
          after: ["postInferred"],
          provides: ["everyColumn"],
          callback: (behavior) => [behavior, "attribute:orderBy", "attribute:filterBy"],
        },
      },
    },
  },
};
