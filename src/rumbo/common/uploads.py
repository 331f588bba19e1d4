"""What is too large to be taken is counted and thrown away, so that the page can say so."""

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(UploadedFile):
    """A file of which only name and size are known; whoever reads it reads zeros."""

    def __init__(self, name: str, content_type: str, size: int) -> None:
        super().__init__(io.BufferedReader(_Zeros(size)), name, content_type, size)


class CountOnly(FileUploadHandler):
    """Comes after the one that keeps files in memory: what that one would not take ends here.

    Without it such a file is simply not there, and a form says that the field is required.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Let it go: nothing of it is kept, in memory or on a disk."""

    def file_complete(self, file_size: int) -> UploadedFile:
        """Give what is known of it."""
        return TooLarge(self.file_name or "", self.content_type or "", file_size)


class _Zeros(io.RawIOBase):
    """As many zeros as the file had bytes: no form takes it for an empty one."""

    def __init__(self, size: int) -> None:
        self.size, self.at = size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        return self.at

    def readinto(self, buffer: Any) -> int:
        given = max(0, min(len(buffer), self.size - self.at))
        buffer[:given] = bytes(given)
        self.at += given
        return given
