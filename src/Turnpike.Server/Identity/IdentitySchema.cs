using Turnpike.Server.Storage;

namespace Turnpike.Server.Identity;

/// <summary>What a node remembers of accounts. Moments are microseconds since 1970; of secrets that are random, only SHA-256.</summary>
public static class IdentitySchema
{
    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(
            "identity-1",
            """
            CREATE TABLE account (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                roles TEXT NOT NULL,
                disabled BIGINT NOT NULL,
                provider TEXT,
                subject TEXT,
                password TEXT,
                created_at BIGINT NOT NULL
            );
            CREATE UNIQUE INDEX account_by_subject ON account (provider, subject);
            CREATE TABLE account_lock (id BIGINT PRIMARY KEY, turns BIGINT NOT NULL);
            INSERT INTO account_lock (id, turns) VALUES (1, 0);
            CREATE TABLE session (
                hash {bytes} PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
                method TEXT NOT NULL,
                address TEXT NOT NULL,
                agent TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                used_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
            );
            CREATE INDEX session_by_account ON session (account);
            CREATE TABLE api_token (
                id TEXT PRIMARY KEY,
                hash {bytes} NOT NULL UNIQUE,
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                owner TEXT NOT NULL,
                role TEXT NOT NULL,
                permissions TEXT,
                scope TEXT,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT,
                revoked_at BIGINT
            );
            CREATE INDEX api_token_by_owner ON api_token (owner);
            CREATE TABLE sign_in_failures (
                who TEXT PRIMARY KEY,
                failures BIGINT NOT NULL,
                last_at BIGINT NOT NULL
            );
            CREATE TABLE setup_link (
                id BIGINT PRIMARY KEY,
                hash {bytes} NOT NULL,
                expires_at BIGINT NOT NULL
            );
            CREATE TABLE oidc_attempt (
                state {bytes} PRIMARY KEY,
                provider TEXT NOT NULL,
                browser {bytes} NOT NULL,
                return_url TEXT NOT NULL,
                expires_at BIGINT NOT NULL
            )
            """),
        new(
            "identity-2",
            """
            CREATE TABLE invitation (
                account TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
                hash {bytes} NOT NULL UNIQUE,
                expires_at BIGINT NOT NULL
            )
            """),
    ];
}
