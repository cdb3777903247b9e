"""Every column says whether it holds something about a person: erasing and exporting rest on it."""

from db.tables import metadata


def test_every_column_is_marked_personal_or_not() -> None:
    unmarked = [
        str(column)
        for table in metadata.sorted_tables
        for column in table.columns
        if not isinstance(column.info.get("personal"), bool)
    ]
    assert not unmarked, unmarked


def test_there_are_tables_to_look_at() -> None:
    assert len(metadata.sorted_tables) > 5
