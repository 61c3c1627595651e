"""The command line: the one composition root. Heavy imports stay inside the commands."""


def main() -> None:
    """Entry point of ``kg``."""
    from kg.cli.app import app

    app()
