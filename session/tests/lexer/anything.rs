//! Whatever the bytes are, a reader gives something or says why not.

use proptest::prelude::*;
use typeferry_session::{Draft, LoadedFile, Project, Request, Timeout};
use typeferry_sql::lexer::Lexer;
use typeferry_sql::statements;

/// Text that has more of what is hard than chance gives.
fn hard() -> impl Strategy<Value = String> {
    let pieces = [
        "'",
        "''",
        "E'",
        "\\",
        "U&'",
        "U&\"",
        "\"",
        "$",
        "$$",
        "$a$",
        "$1",
        "/*",
        "*/",
        "--",
        "\n",
        "\r",
        ";",
        "(",
        ")",
        "é",
        "\u{feff}",
        "BEGIN",
        " ATOMIC ",
        "END",
        "CREATE FUNCTION ",
        "COMMIT",
        " AND CHAIN",
        "CALL pgmi_test(",
        "<pgmi-meta ",
        "id='",
        "idempotent='1'",
        "/>",
        "</pgmi-meta>",
        "<pgmi:meta",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>",
        "&a;",
        "1e",
        ".",
        "\0",
    ];
    let piece = prop_oneof![
        prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        any::<char>().prop_map(String::from)
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_cover_every_text_without_a_gap(text in hard()) {
        let mut at = 0;
        for token in Lexer::new(&text) {
            prop_assert_eq!(token.range.start, at);
            prop_assert!(token.range.end > at && text.is_char_boundary(token.range.end));
            at = token.range.end;
        }
        prop_assert_eq!(at, text.len());
        for pair in statements(&text).windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start);
        }
    }

    #[test]
    fn a_file_of_any_bytes_is_loaded_or_refused(bytes in any::<Vec<u8>>(), text in hard(), path in "[./ab_é\\\\ ]{0,12}") {
        for content in [bytes, text.into_bytes()] {
            for path in [format!("./{path}"), format!("./{path}.sql"), format!("./__test__/{path}.sql"), path.clone()] {
                if let Ok(file) = LoadedFile::new(&path, content.clone()) {
                    prop_assert_eq!(Project::from_files(vec![file]).unwrap().len(), 1);
                }
            }
        }
    }

    #[test]
    fn settings_of_any_text_are_read_or_refused(text in hard(), plain in "[a-z:= #'\"\n{}\\[\\]&*!|>-]{0,40}", address in "\\PC{0,30}") {
        let folder = tempfile::tempdir().unwrap();
        for text in [text, plain] {
            for name in ["pgmi.yaml", ".env", "params"] {
                std::fs::write(folder.path().join(name), &text).unwrap();
            }
            for address in [&text, &address, &format!("Host={address};{text}"), &format!("postgres://{address}")] {
                let request = Request {
                    folder: folder.path().to_owned(),
                    connection: Some(address.as_str().into()),
                    parameters: vec![text.clone()],
                    parameter_files: vec![folder.path().join("params")],
                    compat: Some(text.clone()),
                    ..Request::default()
                };
                let _ = request.read().and_then(Draft::settings);
            }
        }
    }

    #[test]
    fn a_time_of_any_text_is_one_or_none(text in "\\PC*") {
        let _ = text.parse::<Timeout>();
    }
}
