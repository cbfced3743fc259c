"""The club's memory: one SQLite file, reached through SQLAlchemy."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from clubladder.rating import Game


class Base(DeclarativeBase):
    pass


class PlayedGame(Base):
    __tablename__ = "games"

    id: Mapped[int] = mapped_column(primary_key=True)
    ladder: Mapped[str] = mapped_column(index=True)
    first: Mapped[str]
    second: Mapped[str]
    score: Mapped[float]
    played_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Database:
    """Opens the file lazily, so that the service starts, and can say what is wrong, without it."""

    def __init__(self, file: Path) -> None:
        self._engine: Engine = create_engine(f"sqlite:///{file}")
        self._has_tables = False

    def add(self, ladder: str, game: Game) -> int:
        with self._session() as session:
            row = PlayedGame(ladder=ladder, first=game.first, second=game.second, score=game.score)
            session.add(row)
            session.commit()
            return row.id

    def games(self, ladder: str) -> list[Game]:
        query = select(PlayedGame).where(PlayedGame.ladder == ladder).order_by(PlayedGame.id)
        with self._session() as session:
            return [Game(row.first, row.second, row.score) for row in session.scalars(query)]

    def count(self) -> int:
        with self._session() as session:
            return session.scalar(select(func.count(PlayedGame.id))) or 0

    def cut_off(self) -> None:
        """From now on every connection fails, as if the disk had gone away."""

        @event.listens_for(self._engine, "do_connect")
        def refuse(*_: object) -> None:
            raise OperationalError("connect", {}, Exception("cut off by POST /debug/break"))

        self._engine.dispose()

    def _session(self) -> Session:
        if not self._has_tables:
            Base.metadata.create_all(self._engine)
            self._has_tables = True
        return Session(self._engine)
