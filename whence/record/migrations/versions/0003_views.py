"""What views of the record keep, so that they need not be made anew from everything."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "views",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("zlib", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_views")),
        comment="what views have made of the whole record, compressed, and the state of it for which that holds; it "
        "can be made again at any time, and is part of no export",
    )


def downgrade() -> None:
    op.drop_table("views")
