"""The standings as an OpenDocument spreadsheet, for the notice board."""

from io import BytesIO

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from clubladder.rating import Standing

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def spreadsheet(title: str, table: list[Standing]) -> bytes:
    sheet = Table(name=title)
    sheet.addElement(_row("rank", "player", "rating", "games", "points"))
    for line in table:
        sheet.addElement(_row(line.rank, line.player, line.rating, line.games, line.points))
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(sheet)
    file = BytesIO()
    document.write(file)
    return file.getvalue()


def _row(*values: str | float) -> TableRow:
    row = TableRow()
    for value in values:
        if isinstance(value, str):
            cell = TableCell(valuetype="string")
        else:
            cell = TableCell(valuetype="float", value=value)
        cell.addElement(P(text=str(value)))
        row.addElement(cell)
    return row
