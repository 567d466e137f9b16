//! `dabiao`: one program, one word for each thing somebody who runs a server wants to do.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
