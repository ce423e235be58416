//! A generator of numbers whose seed says everything, and the texts that are made of them.

use std::fmt::Write;

/// xorshift64* (<https://doi.org/10.1145/2845077>): good enough, and a few lines.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub(super) fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        (self.bits() >> 11) % end
    }

    /// A number from `start` to `end`, both included.
    pub(super) fn between(&mut self, start: i64, end: i64) -> i64 {
        let width = end.wrapping_sub(start).cast_unsigned().wrapping_add(1);
        let offset = if width == 0 { self.bits() } else { self.bits() % width };
        start.wrapping_add(offset.cast_signed())
    }

    pub(super) fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    pub(super) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }

    pub(super) fn hex(&mut self, bytes: u64) -> String {
        (0..bytes).fold(String::new(), |mut hex, _| {
            write!(hex, "{:02x}", self.below(256)).unwrap();
            hex
        })
    }

    pub(super) fn digits(&mut self, most: u64) -> String {
        (0..=self.below(most)).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap())).collect()
    }

    /// Text as people and programs write it, half of it meant to be taken for something else.
    pub(super) fn text(&mut self) -> String {
        if self.one_in(2) {
            return self.pick(&TEXTS).to_owned();
        }
        (0..self.below(12)).map(|_| self.pick(&PIECES)).collect()
    }
}

/// Each at most 40 characters long and at most 63 bytes.
const TEXTS: [&str; 36] = [
    "",
    " ",
    "  padded  ",
    "NULL",
    "null",
    "NA",
    "\\N",
    "\\.",
    "$$",
    "$verify$",
    "';--",
    "E'x'",
    "\\",
    "\\\\'",
    "'",
    "\"",
    "a\tb\nc\rd",
    "\r\n",
    "\u{1}\u{8}\u{b}\u{c}\u{1b}\u{7f}",
    "\u{1f600}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{200f}\u{202e}rtl\u{2066}",
    "\u{feff}bom",
    "e\u{301} \u{e9}",
    "\u{2028}\u{85}\u{a0}",
    "\u{10ffff}",
    "{a,NULL}",
    "(1,\"x\")",
    "{}",
    "[]",
    "[0:1]={a,b}",
    ":name :'x' :\"y\"",
    "\\copy \\! \\x41",
    "%s ${x} $1",
    "-- /* */",
    "9007199254740993",
];

const PIECES: [&str; 32] = [
    "a",
    "B",
    "z",
    "0",
    "9",
    " ",
    "'",
    "\"",
    "\\",
    ",",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\t",
    "\n",
    "\r",
    "\u{1}",
    "\u{b}",
    "$",
    ";",
    ":",
    "=",
    ">",
    "N",
    "\u{e9}",
    "\u{5d0}",
    "\u{1f600}",
    "\u{200f}",
    "_",
];
