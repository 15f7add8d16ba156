using Dapper;
using Turnpike.Server.Storage;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Storage;

public sealed class PostgresServerDatabaseTests(PostgresServer server) : ServerDatabaseKit, IClassFixture<PostgresServer>
{
    [Fact]
    public async Task The_tables_are_in_the_schema_that_was_given()
    {
        await using var database = Open("ho\"use");
        await database.PrepareAsync(NodeSecrets.Steps, Cancel);
        await using var connection = await database.OpenAsync(Cancel);

        Assert.Equal("ho\"use", await connection.ExecuteScalarAsync<string>("SELECT schemaname FROM pg_tables WHERE tablename = 'node_secret' AND schemaname = 'ho\"use'"));
    }

    [Theory]
    [InlineData("", 25)]
    [InlineData(";Maximum Pool Size=100", 100)]
    [InlineData(";Maximum Pool Size=7", 7)]
    public async Task A_node_takes_few_connections_unless_told_otherwise(string setting, int most)
    {
        await using var database = new PostgresServerDatabase(server.ConnectionString() + setting);

        Assert.Equal(most, new Npgsql.NpgsqlConnectionStringBuilder(database.Source.ConnectionString).MaxPoolSize);
    }

    protected override ServerDatabase Open(string name)
    {
        server.Require();
        return new PostgresServerDatabase(server.ConnectionString(), name);
    }
}
