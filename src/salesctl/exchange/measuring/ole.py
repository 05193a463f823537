"""Spreadsheets of the old kind (.xls): a small file system in a file, in which one file is the workbook.

Its files are chains of sectors. A chain that leads back to itself has no end, and a length may be stated that no file
has; the reader believes both.
"""

from array import array
from collections.abc import Iterator
from sys import byteorder

from salesctl.exchange.bounds import damaged
from salesctl.exchange.measuring.xls import measure_workbook

_HEADER = 512
_END = 0xFFFFFFFA  # from here on numbers of sectors mean something else
_HEADER_LENGTHS = (40, 44, 64, 72)
_WORKBOOKS = ("Workbook", "Book")
_SMALL = 4096
_SMALL_SECTOR = 64
_ENTRY = 128


def measure_ole(data: bytes, name: str) -> None:
    """Refuse an .xls file that becomes too large.

    Raises:
        InvalidInput: It is one, or it is damaged.
    """
    if len(data) < _HEADER:
        raise damaged(name, "it ends too early")
    for stream in _Files(data, name).workbooks():
        measure_workbook(stream, name)


class _Files:
    """The files in a file."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._size = 4096 if data[30] == 12 else 512
        self._most = len(data) // self._size + 1
        if any(self._number(place) > self._most for place in _HEADER_LENGTHS):
            raise damaged(name, "it states more sectors than it has")
        self._next = self._table()

    def workbooks(self) -> Iterator[bytes]:
        """Yield each file in it that may be the workbook.

        Raises:
            InvalidInput: A chain of sectors has no end, or a file is stated to be larger than all of it.
        """
        folder = self._chain(self._number(48), self._next)
        entries = [folder[place : place + _ENTRY] for place in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
        if any(_number(entry, 120) > len(self._data) for entry in entries):
            raise damaged(self._name, "a file in it is larger than all of it")
        small_next = _numbers(self._chain(self._number(60), self._next))
        small = self._chain(_number(entries[0], 116), self._next) if entries and small_next else b""
        for entry in entries:
            called = entry[:64].decode("utf-16-le", "replace").partition("\0")[0]
            start, length = _number(entry, 116), _number(entry, 120)
            if called in _WORKBOOKS:
                is_small = length < _SMALL
                yield (self._small(start, small_next, small) if is_small else self._chain(start, self._next))[:length]

    def _number(self, place: int) -> int:
        return _number(self._data, place)

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _table(self) -> "array[int]":
        """Return which sector follows each."""
        places = _numbers(self._data[76:_HEADER])
        further, visited = self._number(68), 0
        while further < _END:
            visited += 1
            if visited > self._most:
                raise self._endless()
            places.extend(_numbers(self._sector(further)))
            further = places.pop() if places else _END
        table = array("I")
        for place in places:
            if place < _END:
                table.extend(_numbers(self._sector(place)))
            if len(table) > len(self._data):
                raise self._endless()
        return table

    def _chain(self, number: int, following: "array[int]") -> bytes:
        return b"".join(map(self._sector, self._numbers_of(number, following)))

    def _small(self, number: int, following: "array[int]", small: bytes) -> bytes:
        places = (number * _SMALL_SECTOR for number in self._numbers_of(number, following))
        return b"".join(small[place : place + _SMALL_SECTOR] for place in places)

    def _numbers_of(self, number: int, following: "array[int]") -> list[int]:
        found: list[int] = []
        while number < _END:
            if len(found) > len(following):
                raise self._endless()
            found.append(number)
            if number >= len(following):
                break
            number = following[number]
        return found

    def _endless(self) -> Exception:
        return damaged(self._name, "a chain of its sectors has no end")


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "little")


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I", data[: len(data) // 4 * 4])
    if byteorder == "big":
        numbers.byteswap()
    return numbers
