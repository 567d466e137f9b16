//! Reads a CSV file into rows that know their line.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;

#[derive(Clone, Debug)]
pub struct CsvFile {
    /// For problems.
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<CsvRow>,
}

#[derive(Clone, Debug)]
pub struct CsvRow {
    /// The line it begins on, counted from 1 with the header.
    pub line: u64,
    /// Its cells by column, trimmed.
    pub cells: BTreeMap<String, String>,
}

impl CsvFile {
    /// Reads a file of the folder. Skips the byte-order mark that spreadsheets write.
    pub fn read(folder: &Path, name: &str) -> anyhow::Result<CsvFile> {
        let bytes = std::fs::read(folder.join(name)).with_context(|| format!("{name}: cannot be read"))?;
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text);
        let columns: Vec<String> = reader.headers().with_context(|| format!("{name}: no header"))?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.with_context(|| format!("{name}: not UTF-8, or not CSV"))?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells = columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
            rows.push(CsvRow { line, cells });
        }
        Ok(CsvFile { name: name.to_owned(), columns, rows })
    }

    /// Rows written in the mapping itself.
    pub fn inline(rows: &[BTreeMap<String, String>]) -> CsvFile {
        let columns = rows.iter().flat_map(|it| it.keys().cloned()).collect();
        let rows = rows.iter().enumerate().map(|(index, cells)| CsvRow { line: index as u64 + 1, cells: cells.clone() }).collect();
        CsvFile { name: "mapping".to_owned(), columns, rows }
    }
}
