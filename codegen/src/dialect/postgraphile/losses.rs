//! The types whose values do not arrive as they are (`docs/limits.md`).

use crate::model::{Loss, Scalar};

/// What is lost of the values of a type.
pub(super) fn losses(scalar: Scalar) -> &'static [Loss] {
    match scalar {
        Scalar::Date | Scalar::Timestamp | Scalar::Timestamptz => &[Loss::Infinity, Loss::Era],
        Scalar::Interval => &[Loss::Fraction],
        Scalar::Json => &[Loss::JsonNull, Loss::JsonNumber, Loss::JsonText],
        Scalar::Jsonb => &[Loss::JsonNull, Loss::JsonNumber],
        Scalar::Money => &[Loss::Amount],
        Scalar::Time => &[Loss::Midnight],
        Scalar::Timetz => &[Loss::Zone],
        _ => &[],
    }
}
