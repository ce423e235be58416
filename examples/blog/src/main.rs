//! Reads a blog through its GraphQL API: typed rows, those that a document filters, and every page of a table.
//!
//! `cargo run -p blog -- http://localhost:5678/graphql`

use std::error::Error;
use std::io::Write;

use blog::tables::{Author, Post, PostLink, StatsVisit, Title};
use typeferry_client::blocking::{Endpoint, Rows};
use typeferry_client::row::Table;

/// Rows that are asked for at once.
const PAGE: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args().nth(1).ok_or("the address of the blog's API is missing")?;
    let endpoint = Endpoint::new(url, Vec::new(), None)?;
    let mut out = std::io::stdout().lock();
    for author in Rows::<Author>::new(&endpoint, PAGE) {
        let Author { full_name, joined_at, .. } = author?;
        writeln!(out, "{full_name}, since {joined_at}")?;
    }
    // The document asks for published posts alone: queries/blog/posts.graphql.
    for post in Rows::<Post>::new(&endpoint, PAGE).take(3) {
        let Post { id, title, state, published_on, labels, .. } = post?;
        let published_on = published_on.map(|date| date.to_string()).unwrap_or_default();
        let labels: Vec<_> = labels.into_iter().flatten().collect();
        writeln!(out, "{id}: {title}, {} {published_on}, {}", state.label(), labels.join(" "))?;
    }
    for counted in [
        count::<Post>(&endpoint)?,
        count::<Title>(&endpoint)?,
        count::<PostLink>(&endpoint)?,
        count::<StatsVisit>(&endpoint)?,
    ] {
        writeln!(out, "{counted}")?;
    }
    Ok(())
}

/// Goes through all pages of a table, one of them in memory at a time.
fn count<T: Table>(endpoint: &Endpoint) -> Result<String, Box<dyn Error>> {
    let before = endpoint.traffic().requests;
    let mut read = 0;
    for row in Rows::<T>::new(endpoint, PAGE) {
        row?;
        read += 1;
    }
    Ok(format!("{}: {read} rows; requests: {}", T::DEF.qualified(), endpoint.traffic().requests - before))
}
