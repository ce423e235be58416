//! Geometric values, PostgreSQL's own and those of `PostGIS`.

use super::random::Random;
use super::values::double;

pub(super) fn of(random: &mut Random, pg_type: &str) -> Option<String> {
    Some(match pg_type {
        "point" => point(random),
        "line" => format!("{{{},{},{}}}", finite(random), "1.5", finite(random)),
        "lseg" => format!("[{}]", points(random, 2)),
        "box" => points(random, 2),
        "path" => {
            let (open, close) = *random.pick(&[&("[", "]"), &("(", ")")]);
            let many = 1 + random.below(4);
            format!("{open}{}{close}", points(random, many))
        }
        "polygon" => {
            let many = 1 + random.below(4);
            format!("({})", points(random, many))
        }
        "circle" => format!("<{},{}>", point(random), random.pick(&["0", "1e-07", "1e+300", "Infinity"])),
        "geometry" => geometry(random),
        "geography" => format!("POINT({} {})", random.between(-179, 179), random.between(-89, 89)),
        _ => return None,
    })
}

fn point(random: &mut Random) -> String {
    format!("({},{})", double(random), double(random))
}

fn points(random: &mut Random, many: u64) -> String {
    (0..many).map(|_| point(random)).collect::<Vec<_>>().join(",")
}

fn finite(random: &mut Random) -> &'static str {
    random.pick(&["0", "-0.1", "1e-07", "12345.678", "1e+15"])
}

fn geometry(random: &mut Random) -> String {
    match random.below(6) {
        0 => "SRID=4326;POINT(9007199254740993 0.1)".to_owned(),
        1 => "POINT EMPTY".to_owned(),
        2 => "SRID=3857;MULTIPOLYGON(((0 0,0 1.5,1 1,0 0)),((5 5,5 6,6 6,5 5)))".to_owned(),
        3 => "LINESTRING ZM(0 0 1 1e-7,1 1 -0 2)".to_owned(),
        4 => "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))".to_owned(),
        _ => format!("POINT({} {})", random.between(-1000, 1000), finite(random)),
    }
}
