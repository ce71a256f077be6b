//! Texts put into scripts.

/// JSON with nothing but ASCII in it, so that neither the code page of a
/// shell nor one of its typographic quotation marks matters.
pub fn ascii(json: &str) -> String {
    let mut made = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        // Delete is ASCII, but shows nowhere.
        if c.is_ascii() && c != '\u{7f}' {
            made.push(c);
        } else {
            for unit in c.encode_utf16(&mut units) {
                made.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    made
}

/// A template without the parts between `#@ begin` and `#@ end` of marks that
/// are not kept, and without those lines.
pub fn keep(template: &str, marks: &[&str]) -> String {
    let mut made = String::with_capacity(template.len());
    let mut left_out = 0_usize;
    for line in template.lines() {
        let word = line.trim_start();
        if let Some(mark) = word.strip_prefix("#@ begin ") {
            if left_out > 0 || !marks.contains(&mark) {
                left_out += 1;
            }
        } else if word.starts_with("#@ end ") {
            left_out = left_out.saturating_sub(1);
        } else if left_out == 0 {
            made.push_str(line);
            made.push('\n');
        }
    }
    made
}

/// A template with its placeholders filled, in one pass: what is filled in is never
/// taken for a placeholder.
pub fn fill(template: &str, placeholders: &[(&str, &str)]) -> String {
    let mut made = String::with_capacity(template.len());
    let mut rest = template;
    loop {
        let next = placeholders
            .iter()
            .filter_map(|(placeholder, value)| {
                Some((rest.find(placeholder)?, *placeholder, *value))
            })
            .min_by_key(|(at, ..)| *at);
        let Some((at, placeholder, value)) = next else {
            break made + rest;
        };
        let (head, tail) = rest.split_at(at);
        made.push_str(head);
        made.push_str(value);
        rest = tail.strip_prefix(placeholder).unwrap_or_default();
    }
}
