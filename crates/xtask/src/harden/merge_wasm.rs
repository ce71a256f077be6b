//! Makes one wasm module of several parts of the split program.
//!
//! A part imports the memory, the table and the stack of the main part and
//! nothing of another part: functions find each other through the table. Its
//! types are those of the whole program. So merging renumbers functions and
//! imports, and a call through the table that stays within the merged part
//! becomes a plain call.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataSection, ElementSection, EntityType, FunctionSection, ImportSection, Module,
    RawSection, SectionId,
};
use wasmparser::{
    DataSectionReader, Element, ElementItems, ElementKind, ElementSectionReader, FunctionBody,
    Import, Operator, Parser, Payload, TypeRef,
};

/// Merges parts, of which there must be one at least.
pub fn merge(parts: &[Vec<u8>]) -> Result<Vec<u8>> {
    let parts = parts.iter().map(|bytes| Part::read(bytes));
    let parts = parts.collect::<Result<Vec<_>>>()?;
    let types = parts.first().context("nothing to merge")?.types;
    ensure!(
        parts.iter().all(|part| part.types == types),
        "The parts of the program differ in their types."
    );
    let mut imports = MergedImports::default();
    let mut first_function = 0;
    let mut renumbered = Vec::new();
    for part in &parts {
        renumbered.push(Renumbering {
            first_function,
            imports: imports.add(&part.imports)?,
            direct: BTreeMap::new(),
        });
        first_function += u32::try_from(part.functions.len())?;
    }
    let mut table = BTreeMap::new();
    for (part, numbers) in parts.iter().zip(&renumbered) {
        table.extend(part.table(numbers.first_function)?);
    }
    for (part, numbers) in parts.iter().zip(&mut renumbered) {
        numbers.direct = part.direct_calls(&table)?;
    }
    write(types, &imports.section, &parts, renumbered)
}

/// Bytes of code and data of a part.
pub fn content_size(bytes: &[u8]) -> Result<usize> {
    let mut size = 0;
    let length = |range: Range<u64>| range.end - range.start;
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::CodeSectionStart { range, .. } => size += length(range),
            Payload::DataSection(data) => size += length(data.range()),
            _ => {}
        }
    }
    Ok(usize::try_from(size)?)
}

/// What a part consists of.
#[derive(Default)]
struct Part<'a> {
    /// The bytes of the section of types.
    types: &'a [u8],
    imports: Vec<Import<'a>>,
    /// The type of each function.
    functions: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    elements: Option<ElementSectionReader<'a>>,
    data: Option<DataSectionReader<'a>>,
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut part = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(types) => {
                    let range = types.range();
                    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                    part.types = bytes.get(range).context("a section beyond its file")?;
                }
                Payload::ImportSection(imports) => {
                    part.imports = imports.into_imports().collect::<Result<_, _>>()?;
                }
                Payload::FunctionSection(functions) => {
                    part.functions = functions.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => part.bodies.push(body),
                Payload::ElementSection(elements) => part.elements = Some(elements),
                Payload::DataSection(data) => part.data = Some(data),
                // Names and the like are left out. The count of data segments is
                // for instructions that copy them, which parts do not have.
                Payload::Version { .. }
                | Payload::CustomSection(_)
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::End(_) => {}
                Payload::ExportSection(exports) if exports.count() == 0 => {}
                other => bail!("A part of the program has a section of another kind: {other:?}."),
            }
        }
        ensure!(
            part.bodies.len() == part.functions.len(),
            "A part of the program has functions without a body."
        );
        Ok(part)
    }

    fn elements(&self) -> impl Iterator<Item = wasmparser::Result<Element<'a>>> {
        self.elements.clone().into_iter().flatten()
    }

    /// What the part puts into the table, with the functions' new numbers.
    fn table(&self, first_function: u32) -> Result<BTreeMap<i32, u32>> {
        let mut table = BTreeMap::new();
        for element in self.elements() {
            let element = element?;
            let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
                (element.kind, element.items)
            else {
                bail!("A part of the program fills the table in another way.");
            };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                bail!("A part of the program computes its place in the table.");
            };
            for (index, function) in (value..).zip(functions) {
                let _ = table.insert(index, first_function + function?);
            }
        }
        Ok(table)
    }

    /// The functions that only call one that is in the table, by their old
    /// number, with the number of that one.
    fn direct_calls(&self, table: &BTreeMap<i32, u32>) -> Result<BTreeMap<u32, u32>> {
        let mut direct = BTreeMap::new();
        let functions = self.functions.iter().zip(&self.bodies);
        for (number, (ty, body)) in (0..).zip(functions) {
            if let Some(index) = called_index(*ty, body)?
                && let Some(function) = table.get(&index)
            {
                let _ = direct.insert(number, *function);
            }
        }
        Ok(direct)
    }
}

/// The index in the table that a function calls as what it is itself and with
/// its own parameters, if it does nothing else.
fn called_index(ty: u32, body: &FunctionBody<'_>) -> Result<Option<i32>> {
    let mut operators = body.get_operators_reader()?;
    let mut parameters = 0;
    let index = loop {
        match operators.read()? {
            Operator::LocalGet { local_index } if local_index == parameters => parameters += 1,
            Operator::I32Const { value } => break value,
            _ => return Ok(None),
        }
    };
    match operators.read()? {
        Operator::CallIndirect { type_index, .. } if type_index == ty => {}
        _ => return Ok(None),
    }
    let is_end = matches!(operators.read()?, Operator::End);
    Ok(is_end.then_some(index))
}

/// A kind of import and its number among those of its kind.
type ImportNumber = (&'static str, u32);

/// The imports of all parts, each once.
#[derive(Default)]
struct MergedImports<'a> {
    section: ImportSection,
    known: BTreeMap<(&'static str, &'a str, &'a str), u32>,
}

impl<'a> MergedImports<'a> {
    /// Adds the imports of a part. Gives their new numbers by the old ones.
    fn add(&mut self, imports: &[Import<'a>]) -> Result<BTreeMap<ImportNumber, u32>> {
        let mut numbers = BTreeMap::new();
        for import in imports {
            let kind = match import.ty {
                TypeRef::Memory(_) => "memory",
                TypeRef::Table(_) => "table",
                TypeRef::Global(_) => "global",
                other => bail!(
                    "A part of the program imports {}, which is {other:?}.",
                    import.name
                ),
            };
            let key = (kind, import.module, import.name);
            let number = match self.known.get(&key) {
                Some(number) => *number,
                None => {
                    let number = count(self.known.keys().map(|(kind, ..)| *kind), kind);
                    let ty = EntityType::try_from(import.ty);
                    let ty = ty.map_err(|error| anyhow!("{}: {error}", import.name))?;
                    self.section.import(import.module, import.name, ty);
                    let _ = self.known.insert(key, number);
                    number
                }
            };
            let old = count(numbers.keys().map(|(kind, _): &ImportNumber| *kind), kind);
            let _ = numbers.insert((kind, old), number);
        }
        Ok(numbers)
    }
}

fn count<'k>(kinds: impl Iterator<Item = &'k str>, wanted: &str) -> u32 {
    let mut number = 0;
    for _ in kinds.filter(|kind| *kind == wanted) {
        number += 1;
    }
    number
}

/// How the numbers of a part change.
struct Renumbering {
    first_function: u32,
    imports: BTreeMap<ImportNumber, u32>,
    /// Functions that are called in place of one that calls them.
    direct: BTreeMap<u32, u32>,
}

impl Renumbering {
    fn import(&self, kind: &'static str, number: u32) -> Result<u32, Error> {
        // What a part does not import, it does not use.
        let new = self.imports.get(&(kind, number)).copied();
        Ok(new.unwrap_or(number))
    }
}

impl Reencode for Renumbering {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let direct = self.direct.get(&function).copied();
        Ok(direct.unwrap_or(self.first_function + function))
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32, Error> {
        self.import("memory", memory)
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error> {
        self.import("table", table)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        self.import("global", global)
    }
}

fn write(
    types: &[u8],
    imports: &ImportSection,
    parts: &[Part<'_>],
    renumbered: Vec<Renumbering>,
) -> Result<Vec<u8>> {
    let mut functions = FunctionSection::new();
    let mut elements = ElementSection::new();
    let mut code = CodeSection::new();
    let mut data = DataSection::new();
    let failed = |error: Error| anyhow!("A part of the program cannot be merged: {error}.");
    for (part, mut numbers) in parts.iter().zip(renumbered) {
        for ty in &part.functions {
            functions.function(*ty);
        }
        if let Some(section) = part.elements.clone() {
            numbers
                .parse_element_section(&mut elements, section)
                .map_err(failed)?;
        }
        for body in &part.bodies {
            numbers
                .parse_function_body(&mut code, body.clone())
                .map_err(failed)?;
        }
        if let Some(section) = part.data.clone() {
            numbers
                .parse_data_section(&mut data, section)
                .map_err(failed)?;
        }
    }
    let mut module = Module::new();
    module.section(&RawSection {
        id: SectionId::Type.into(),
        data: types,
    });
    module.section(imports);
    module.section(&functions);
    if !elements.is_empty() {
        module.section(&elements);
    }
    module.section(&code);
    if !data.is_empty() {
        module.section(&data);
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests;
