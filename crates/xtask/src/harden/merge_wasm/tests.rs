use std::borrow::Cow;

use wasm_encoder::{
    ConstExpr, Elements, Function, GlobalType, MemoryType, RefType, TableType, TypeSection, ValType,
};

use super::*;

/// A part whose function at `own` in the table calls itself and the one at
/// `other` by two functions that go through the table; and one function more.
fn part(own: i32, other: i32, has_stack: bool) -> Vec<u8> {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    module.section(&types);
    let mut imports = ImportSection::new();
    let memory = MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    let table = TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 9,
        maximum: None,
        shared: false,
    };
    let stack = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    imports.import("__wasm_split", "memory", memory);
    if has_stack {
        imports.import("__wasm_split", "stack", stack);
    }
    imports.import("__wasm_split", "table", table);
    module.section(&imports);
    let mut functions = FunctionSection::new();
    for _ in 0..4 {
        functions.function(0);
    }
    module.section(&functions);
    let mut elements = ElementSection::new();
    let offset = ConstExpr::i32_const(own);
    elements.active(None, &offset, Elements::Functions(Cow::Owned(vec![0])));
    module.section(&elements);
    let mut code = CodeSection::new();
    let mut function = Function::new([]);
    function.instructions().local_get(0).call(1).call(2).end();
    code.function(&function);
    for index in [own, other] {
        let mut function = Function::new([]);
        let mut instructions = function.instructions();
        instructions
            .local_get(0)
            .i32_const(index)
            .call_indirect(0, 0)
            .end();
        code.function(&function);
    }
    let mut number = Function::new([]);
    number.instructions().i32_const(7).end();
    code.function(&number);
    module.section(&code);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(own * 16), [own as u8; 4]);
    module.section(&data);
    module.finish()
}

fn calls(part: &Part<'_>, function: usize) -> Vec<u32> {
    let mut operators = part.bodies[function].get_operators_reader().unwrap();
    let mut calls = Vec::new();
    while let Ok(operator) = operators.read() {
        if let Operator::Call { function_index } = operator {
            calls.push(function_index);
        }
    }
    calls
}

#[test]
fn functions_of_merged_parts_call_each_other() {
    let merged = merge(&[part(1, 2, false), part(2, 7, true)]).unwrap();
    wasmparser::validate(&merged).unwrap();
    let part = Part::read(&merged).unwrap();
    let names: Vec<_> = part.imports.iter().map(|import| import.name).collect();
    assert_eq!(names, ["memory", "table", "stack"]);
    assert_eq!(part.table(0).unwrap(), BTreeMap::from([(1, 0), (2, 4)]));
    assert_eq!(calls(&part, 0), [0, 4], "both are in the merged part");
    assert_eq!(calls(&part, 4), [4, 6], "7 is in another part");
    assert_eq!(part.data.unwrap().count(), 2);
    assert!(content_size(&merged).unwrap() > 40);
}

#[test]
fn what_is_no_part_is_refused() {
    let error = |bytes: Vec<u8>| merge(&[bytes]).unwrap_err().to_string();
    let mut module = Module::new();
    module.section(&wasm_encoder::StartSection { function_index: 0 });
    assert!(error(module.finish()).contains("another kind"));
    assert!(!error(b"nothing".to_vec()).is_empty());
    assert!(merge(&[]).is_err());
}
