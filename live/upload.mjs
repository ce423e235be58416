const UPLOADABLE = ["attachment", "image"];

function refuse(fieldName) {
  return () => {
    throw new Error(`${fieldName}: this endpoint takes no uploads`);
  };
}

/** The `…Upload` fields that the platform gives to the patches of file columns. Here they are named, and refused. */
export const UploadPlugin = {
  name: "UploadPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      init(_, build) {
        const codecs = Object.values(build.input.pgRegistry.pgCodecs);
        if (codecs.some(({ name }) => UPLOADABLE.includes(name))) {
          build.registerScalarType("Upload", {}, () => ({ description: "A file" }), "UploadPlugin");
        }
        return _;
      },

      GraphQLInputObjectType_fields(fields, build, { scope, fieldWithHooks }) {
        const { isPgPatch, pgCodec } = scope;
        if (!isPgPatch || !pgCodec?.attributes) return fields;
        const added = {};
        for (const [attributeName, { codec }] of Object.entries(pgCodec.attributes)) {
          if (!UPLOADABLE.includes(codec.name)) continue;
          const fieldName = `${build.inflection.attribute({ codec: pgCodec, attributeName })}Upload`;
          added[fieldName] = fieldWithHooks({ fieldName }, { type: build.getTypeByName("Upload"), apply: refuse(fieldName) });
        }
        return build.extend(fields, added, "UploadPlugin: the files of a row");
      },
    },
  },
};
