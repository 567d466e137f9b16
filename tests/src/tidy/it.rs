//! `it` is the parameter of a one-line closure and nothing else, so that a reader never asks which `it` is meant.
//!
//! The text of a macro is read as expressions or statements where it is a list of them (`assert!`, `format!`, `t!`), and as a pattern in
//! `matches!`. In any other macro (`view!`) each block in braces is read as Rust and the rest token by token. There, a prop, an arm in
//! parentheses, and a closure in the parentheses of another are seen; patterns and closures of several lines outside of braces are not.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprClosure, Field, FnArg, Macro, Pat, PatIdent, Token};

use super::source::rust_files;

const FOLDERS: [&str; 7] = ["app/domain/src", "app/src", "frontend/src", "server/src", "migrations/src", "tests/src", "xtask/src"];

#[test]
fn it_is_the_parameter_of_a_one_line_closure_and_nothing_else() {
    let files = FOLDERS.into_iter().flat_map(rust_files);
    let uses: Vec<String> = files.flat_map(|file| misuses(&file.code).into_iter().map(move |it| format!("{}: {it}", file.path))).collect();
    assert!(uses.is_empty(), "call it by what it is; `it` is for closures of one line ({}):\n  {}", uses.len(), uses.join("\n  "));
}

#[test]
fn a_misuse_of_it_is_found_in_code_and_in_macros() {
    let kinds = |code: &str| -> Vec<String> {
        let of_kind = |it: &String| it.split(':').next().unwrap_or_default().to_owned();
        misuses(&format!("fn f() {{ {code} }}")).iter().map(of_kind).collect()
    };
    for code in [
        "a.map(|it| it.b);",
        "a.map(|(_, it)| it.b).filter(|it| it.c);",
        "a.map(|it| it.b(|other| other == it));",
        "assert!(a.all(|it| it.b), \"{}\", c.map(|it| it));",
        "view! { <A b=move |it| c(it) d=move |it| e(it)>{f.map(|it| it.g)}</A> }",
        "view! { <A b=move || matches!(c, Some(d) if d)/> }",
        "view! { <A it_is=b/> }",
    ] {
        assert_eq!(kinds(code), [""; 0], "{code}");
    }
    for (code, kind) in [
        ("a.map(|it| it.b.any(|it| it.c));", "nested"),
        ("a.map(|it| {\nit.b\n});", "several lines"),
        ("let it = a;", "binding"),
        ("for it in a {}", "binding"),
        ("if let Some(it) = a {}", "binding"),
        ("match a { Some(it) => it, None => b }", "binding"),
        ("fn g(it: A) {}", "parameter"),
        ("struct A { it: B }", "parameter"),
        ("assert!(matches!(a, Some(it) if it.b));", "binding"),
        ("assert!(a.all(|it| it.b.any(|it| it.c)), \"d\");", "nested"),
        ("view! { <A it=b/> }", "parameter"),
        ("view! { <A b={a.map(|it| it.b.any(|it| it.c))}/> }", "nested"),
        ("view! { <A b=move || a.map(|it| it.b.any(|it| it.c)) d=e/> }", "nested"),
        ("view! { <A>{match a { Some(it) => it, None => b }}</A> }", "binding"),
        ("view! { <A b=move || match a { (it) => it } c=d/> }", "binding"),
        ("view! { <A b=c let(it)>{d(it)}</A> }", "binding"),
        ("view! { <A b=move |it| {\nit.c\n} d=e/> }", "several lines"),
    ] {
        assert_eq!(kinds(code), [kind], "{code}");
    }
}

/// Each misuse as its kind and its line.
fn misuses(code: &str) -> Vec<String> {
    let mut misuses = Misuses::default();
    misuses.visit_file(&syn::parse_file(code).expect("Rust"));
    let lines: Vec<&str> = code.lines().collect();
    misuses.found.into_iter().map(|(kind, line)| format!("{kind}: {}", lines[line - 1].trim())).collect()
}

#[derive(Default)]
struct Misuses {
    /// How many closures around this place have a parameter `it`.
    depth: usize,
    found: Vec<(&'static str, usize)>,
}

impl Misuses {
    fn add(&mut self, kind: &'static str, place: impl Spanned) {
        self.found.push((kind, place.span().start().line));
    }

    /// Reads the tokens of a macro that is no Rust by itself.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let depth = self.depth;
        for (at, token) in tokens.iter().enumerate() {
            let follows = |words: &[&str]| tokens[at + 1..].iter().map(ToString::to_string).take(words.len()).eq(words.iter().copied());
            match token {
                TokenTree::Group(group) => self.group(group, follows(&["=", ">"])),
                // Names what the children of a component are given.
                TokenTree::Ident(word) if word == "let" && follows(&["(it)"]) => self.add("binding", word),
                TokenTree::Punct(bar) if bar.as_char() == '|' && follows(&["it", "|"]) => {
                    if 0 < self.depth {
                        self.add("nested", bar);
                    }
                    if tokens.get(at + 3).is_some_and(is_of_several_lines) {
                        self.add("several lines", bar);
                    }
                    self.depth += 1;
                }
                // The closure has ended.
                TokenTree::Punct(end) if matches!(end.as_char(), ',' | ';' | '>') => self.depth = depth,
                TokenTree::Ident(prop) if follows(&["="]) && !follows(&["=", "="]) && !follows(&["=", ">"]) => {
                    self.depth = depth;
                    if prop == "it" {
                        self.add("parameter", prop);
                    }
                }
                _ => {}
            }
        }
        self.depth = depth;
    }

    fn group(&mut self, group: &Group, is_arm: bool) {
        if is_arm && Pat::parse_multi.parse2(group.stream()).is_ok_and(|it| names_it(&it)) {
            self.add("binding", group);
        }
        if group.delimiter() == Delimiter::Brace
            && let Ok(block) = syn::parse2::<Block>(TokenTree::from(group.clone()).into())
        {
            self.visit_block(&block);
        } else {
            self.tokens(group.stream());
        }
    }
}

impl<'a> Visit<'a> for Misuses {
    fn visit_expr_closure(&mut self, closure: &'a ExprClosure) {
        let is_of_it = closure.inputs.iter().any(names_it);
        if is_of_it && 0 < self.depth {
            self.add("nested", closure);
        }
        if is_of_it && is_of_several_lines(&closure.body) {
            self.add("several lines", closure);
        }
        self.depth += usize::from(is_of_it);
        self.visit_expr(&closure.body);
        self.depth -= usize::from(is_of_it);
    }

    fn visit_pat_ident(&mut self, name: &'a PatIdent) {
        if name.ident == "it" {
            self.add("binding", name);
        }
        visit::visit_pat_ident(self, name);
    }

    fn visit_fn_arg(&mut self, argument: &'a FnArg) {
        if matches!(argument, FnArg::Typed(typed) if names_it(&typed.pat)) {
            self.add("parameter", argument);
        }
    }

    fn visit_field(&mut self, field: &'a Field) {
        if field.ident.as_ref().is_some_and(|it| it == "it") {
            self.add("parameter", field);
        }
    }

    fn visit_macro(&mut self, call: &'a Macro) {
        if let Ok(expressions) = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            expressions.iter().for_each(|it| self.visit_expr(it));
        } else if let Ok(Matches(of, pattern, guard)) = call.parse_body() {
            self.visit_expr(&of);
            self.visit_pat(&pattern);
            guard.iter().for_each(|it| self.visit_expr(it));
        } else if let Ok(statements) = call.parse_body_with(Block::parse_within) {
            statements.iter().for_each(|it| self.visit_stmt(it));
        } else {
            self.tokens(call.tokens.clone());
        }
    }
}

fn is_of_several_lines(place: &impl Spanned) -> bool {
    let span = place.span();
    span.start().line != span.end().line
}

fn names_it(pattern: &Pat) -> bool {
    let mut misuses = Misuses::default();
    misuses.visit_pat(pattern);
    !misuses.found.is_empty()
}

/// The arguments of `matches!`: the value, the pattern, the guard.
struct Matches(Expr, Pat, Option<Expr>);

impl Parse for Matches {
    fn parse(input: ParseStream<'_>) -> syn::Result<Matches> {
        let value = input.parse()?;
        input.parse::<Token![,]>()?;
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        let guard = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
        input.parse::<Option<Token![,]>>()?;
        Ok(Matches(value, pattern, guard))
    }
}
