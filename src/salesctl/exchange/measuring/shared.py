"""The strings that the cells of a spreadsheet share, by their numbers."""

from array import array


class SharedStrings:
    """The sizes of shared strings in bytes."""

    def __init__(self) -> None:
        self._sizes = array("L")

    def add_part(self, sizes: "array[int]") -> None:
        """Take the strings of a part into account; where several parts have one of a number, the longest counts."""
        common = min(len(sizes), len(self._sizes))
        for number in range(common):
            self._sizes[number] = max(self._sizes[number], sizes[number])
        self._sizes.extend(sizes[common:])

    def size(self, number: int) -> int:
        """Return the size of a string, 0 if there is none of that number."""
        return self._sizes[number] if number < len(self._sizes) else 0

    @property
    def longest(self) -> int:
        """The size of the longest."""
        return max(self._sizes, default=0)
