/// What operations take, and the enums of their answers.
pub mod types {
    use super::rt;
    /// The input `PointInput`.
    #[derive(Debug, Clone)]
    pub struct PointInput {
        /// `x`: `Float!`
        pub x: f64,
        /// `y`: `Float!`
        pub y: ::core::option::Option<f64>,
    }
    impl rt::ToJson for PointInput {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("x", &self.x);
            object.given("y", &self.y);
            object.end();
        }
    }
}
/// The operations: a struct of the variables of each, and a module with what it answers.
pub mod operations {
    use super::rt;
    /// The variables of the query `InputDefaults`.
    #[derive(Debug, Clone, Default)]
    pub struct InputDefaults {
        /// `to`: `PointInput`
        pub to: rt::Input<super::types::PointInput>,
    }
    impl rt::ToJson for InputDefaults {
        fn to_json(&self, out: &mut ::std::string::String) {
            let mut object = rt::JsonObject::begin(out);
            object.member("to", &self.to);
            object.end();
        }
    }
    impl rt::Operation for InputDefaults {
        type Answer = input_defaults::Answer;
        const NAME: &'static str = "InputDefaults";
        const DOCUMENT: &'static str = "query InputDefaults($to: PointInput) { nearest(to: $to) { x y } }\n";
        const IS_MUTATION: bool = false;
    }
    /// What `InputDefaults` answers.
    pub mod input_defaults {
        use super::rt;
        /// Of `Query`.
        #[derive(Debug, Clone)]
        pub struct Answer {
            /// `nearest`: `Point`
            pub nearest: ::core::option::Option<Nearest>,
        }
        impl rt::FromCell for Answer {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["nearest"])?;
                ::core::result::Result::Ok(Self {
                    nearest: fields.get(0usize)?,
                })
            }
        }
        /// Of `Point`.
        #[derive(Debug, Clone)]
        pub struct Nearest {
            /// `x`: `Float!`
            pub x: f64,
            /// `y`: `Float!`
            pub y: f64,
        }
        impl rt::FromCell for Nearest {
            fn from_cell(
                cell: rt::Cell<'_>,
            ) -> ::core::result::Result<Self, rt::Mismatch> {
                let fields = rt::Fields::of(cell, &["x", "y"])?;
                ::core::result::Result::Ok(Self {
                    x: fields.get(0usize)?,
                    y: fields.get(1usize)?,
                })
            }
        }
    }
}
