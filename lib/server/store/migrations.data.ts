/** Each is applied once, in order, in one transaction. What is released here never changes: a later one mends it. */
export const migrations: readonly { readonly name: string; readonly statements: readonly string[] }[] = [
  {
    name: "0001-short-links",
    statements: [
      `create table shares (
        id text primary key,
        token_hash text not null,
        title text not null,
        author text not null,
        newest integer not null,
        fork_of text,
        created_at timestamptz not null default now(),
        changed_at timestamptz not null default now(),
        expires_at timestamptz,
        deleted_at timestamptz,
        blocked_at timestamptz,
        views bigint not null default 0,
        forks bigint not null default 0
      )`,
      "create index shares_expires_at on shares (expires_at)",
      "create index shares_deleted_at on shares (deleted_at)",
      `create table share_versions (
        share_id text not null references shares (id) on delete cascade,
        version integer not null,
        blob text not null,
        created_at timestamptz not null default now(),
        primary key (share_id, version)
      )`,
      "create index share_versions_blob on share_versions (blob)",
      `create table blobs (
        hash text primary key,
        size bigint not null,
        marked_at timestamptz not null default now()
      )`,
      `create table blocked_blobs (
        hash text primary key,
        reason text not null,
        created_at timestamptz not null default now()
      )`,
      `create table reports (
        id bigint primary key generated always as identity,
        share_id text not null references shares (id) on delete cascade,
        version integer not null,
        reason text not null,
        words text not null,
        created_at timestamptz not null default now(),
        closed_at timestamptz
      )`,
      "create index reports_share_id on reports (share_id)",
      "create table limits (key text primary key, whole_at bigint not null)",
      "create index limits_whole_at on limits (whole_at)",
      "create table secrets (name text primary key, value text not null)",
    ],
  },
  {
    name: "0002-model-tokens",
    statements: [
      `create table model_tokens (
        id text primary key,
        token_hash text not null unique,
        label text not null,
        allowed bigint not null,
        used bigint not null default 0,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        revoked_at timestamptz
      )`,
    ],
  },
];
