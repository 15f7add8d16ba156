using System.Net;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Server.Api;
using Turnpike.Server.Governance;
using Turnpike.Server.Ledger;
using Turnpike.Server.Tests.Api;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Ledger;

public class LedgerApiTests
{
    [Fact]
    public async Task Entries_are_found_by_what_they_are_and_in_pages()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        for (var i = 0; i < 7; i++)
        {
            node.Clock.Now += TimeSpan.FromHours(1);
            await (await admin.PostAsync("/api/v1/actions", new ActionOpenRequest($"Action {i}", i % 2 == 0 ? "even" : "odd", node.Clock.Now.AddDays(1), "review/1"))).ReadAsync<ActionResource>();
        }

        var (seen, path) = (new List<EntryResource>(), "/api/v1/ledger/entries?type=action.&order=oldest&limit=3");
        var pages = 0;
        for (string? after = null; pages == 0 || after is not null; pages++)
        {
            var page = await admin.GetAsync<Page<EntryResource>>(path + (after is null ? "" : "&after=" + after));
            seen.AddRange(page.Items);
            after = page.Next;
        }

        Assert.Equal(3, pages);
        Assert.Equal(["Action 0", "Action 1", "Action 2", "Action 3", "Action 4", "Action 5", "Action 6"], seen.Select(e => e.Data.GetProperty("title").GetString()));
        Assert.All(seen, e => Assert.Equal("admin@example.com", e.Actor));

        Assert.Equal(seen[^1].Position, (await admin.GetAsync<Page<EntryResource>>("/api/v1/ledger/entries?limit=1&type=action")).Items.Single().Position);
        Assert.Equal(3, (await admin.GetAsync<Page<EntryResource>>("/api/v1/ledger/entries?text=ODD&type=action.opened")).Items.Count);
        Assert.Single((await admin.GetAsync<Page<EntryResource>>($"/api/v1/ledger/entries?stream={seen[4].Stream}")).Items);
        Assert.Empty((await admin.GetAsync<Page<EntryResource>>("/api/v1/ledger/entries?actor=nobody")).Items);
        Assert.Equal(2, (await admin.GetAsync<Page<EntryResource>>($"/api/v1/ledger/entries?type=action&from={seen[2].RecordedAt:yyyy-MM-ddTHH:mm:ssZ}&to={seen[4].RecordedAt:yyyy-MM-ddTHH:mm:ssZ}")).Items.Count);
    }

    [Fact]
    public async Task An_entry_is_proved_with_a_checkpoint_that_was_kept()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        await (await admin.PostAsync("/api/v1/actions", new ActionOpenRequest("First", "ada", node.Clock.Now.AddDays(1), "review/1"))).ReadAsync<ActionResource>();
        var kept = await admin.GetAsync<CheckpointResource>("/api/v1/ledger/checkpoint");
        for (var i = 0; i < 300; i++)
        {
            await node.Get<Turnpike.Governance.Actions.OpenAction>().RunAsync(Turnpike.Governance.Principal.With("ada"), $"More {i}", "ada", node.Clock.Now, "review/1", TestContext.Current.CancellationToken);
        }

        var key = NoteKey.Parse((await admin.GetAsync<LedgerKeyResource>("/api/v1/ledger/key")).Key, out _)!;
        var then = Checkpoint.Open(kept.Note, key, out _)!;
        var now = Checkpoint.Open((await admin.GetAsync<CheckpointResource>("/api/v1/ledger/checkpoint")).Note, key, out _)!;
        Assert.Equal(then.Size + 300, now.Size);

        var consistency = await admin.GetAsync<ConsistencyProofResource>($"/api/v1/ledger/consistency?from={then.Size}&to={now.Size}");
        Assert.True(MerkleProof.HoldsConsistency((ulong)then.Size, (ulong)now.Size, then.Root, now.Root, [.. consistency.Hashes.Select(Hash)]));

        var position = then.Size - 1;
        var entry = await admin.GetAsync<EntryDetailResource>($"/api/v1/ledger/entries/{position}");
        var bytes = Convert.FromBase64String(entry.Bytes);
        Assert.Equal("First", System.Text.Json.JsonDocument.Parse(EntryFormat.Read(bytes, out _)!.Data).RootElement.GetProperty("title").GetString());
        var proof = await admin.GetAsync<InclusionProofResource>($"/api/v1/ledger/proof?position={position}&size={now.Size}");
        Assert.Equal(MerkleHash.Leaf(bytes), Hash(proof.Leaf));
        Assert.True(MerkleProof.HoldsInclusion((ulong)position, (ulong)now.Size, Hash(proof.Leaf), [.. proof.Hashes.Select(Hash)], now.Root));
    }

    [Fact]
    public async Task The_whole_ledger_is_verified_against_a_checkpoint_and_a_forged_one_is_seen()
    {
        await using var node = await TestNode.StartAsync();
        using var auditor = await node.ClientAsync(Role.Auditor, "auditor@example.com");
        var checkpoint = await auditor.GetAsync<CheckpointResource>("/api/v1/ledger/checkpoint");

        var whole = await VerifyAsync(auditor, new VerificationRequest([new ExpectedRoot(checkpoint.Size, checkpoint.Root)]));
        Assert.Equal((VerificationState.Whole, checkpoint.Size), (whole.State, whole.Checked));
        Assert.Equal(checkpoint.Root, whole.Root);

        var forged = await VerifyAsync(auditor, new VerificationRequest([new ExpectedRoot(checkpoint.Size, Convert.ToBase64String(new byte[32]))]));
        Assert.Equal(VerificationState.Damaged, forged.State);
        Assert.Contains("the checkpoint says", Assert.Single(forged.Faults).Message, StringComparison.Ordinal);

        var wrong = await (await auditor.PostAsync("/api/v1/ledger/verification", new VerificationRequest([new ExpectedRoot(-1, "short")]))).ProblemAsync(HttpStatusCode.UnprocessableEntity, "malformed");
        Assert.Equal(["/expected/0/size", "/expected/0/root"], wrong.Errors!.Select(e => e.Pointer));
    }

    [Fact]
    public async Task Accounts_and_sign_ins_are_seen_only_by_those_who_read_them()
    {
        await using var node = await TestNode.StartAsync();
        using var approver = await node.ClientAsync(Role.Approver, "approver@example.com");
        using var auditor = await node.ClientAsync(Role.Auditor, "auditor@example.com");
        var hidden = (await auditor.GetAsync<Page<EntryResource>>("/api/v1/ledger/entries?type=user.created")).Items[0].Position;
        Assert.Empty((await approver.GetAsync<Page<EntryResource>>("/api/v1/ledger/entries?type=user.")).Items);
        Assert.All((await approver.GetAsync<Page<EntryResource>>("/api/v1/ledger/entries?limit=200")).Items, e => Assert.DoesNotMatch("^(user|token|signin|access)\\.", e.Type));
        await (await approver.GetAsync($"/api/v1/ledger/entries/{hidden}", TestContext.Current.CancellationToken)).ProblemAsync(HttpStatusCode.Forbidden, "not-allowed");

        // That it is there can be proved all the same.
        await approver.GetAsync<InclusionProofResource>($"/api/v1/ledger/proof?position={hidden}");
    }

    [Theory]
    [InlineData("entries?order=sideways", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("entries?limit=0", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("entries?limit=many", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("entries?after=%21", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("entries?from=yesterday", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("entries/99999", HttpStatusCode.NotFound, "not-found")]
    [InlineData("entries/-1", HttpStatusCode.NotFound, "not-found")]
    [InlineData("entries/first", HttpStatusCode.NotFound, "not-found")]
    [InlineData("proof", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("proof?position=99999", HttpStatusCode.UnprocessableEntity, "out-of-range")]
    [InlineData("proof?position=-1", HttpStatusCode.UnprocessableEntity, "out-of-range")]
    [InlineData("proof?position=0&size=99999", HttpStatusCode.UnprocessableEntity, "out-of-range")]
    [InlineData("proof?position=0&size=0", HttpStatusCode.UnprocessableEntity, "out-of-range")]
    [InlineData("consistency?from=0", HttpStatusCode.UnprocessableEntity, "out-of-range")]
    [InlineData("consistency?from=2&to=1", HttpStatusCode.UnprocessableEntity, "out-of-range")]
    [InlineData("verification/none", HttpStatusCode.NotFound, "not-found")]
    public async Task What_there_is_not_is_a_problem(string path, HttpStatusCode status, string code)
    {
        await using var node = await TestNode.StartAsync();
        using var admin = await node.ClientAsync(Role.Admin, "admin@example.com");
        await (await admin.GetAsync("/api/v1/ledger/" + path, TestContext.Current.CancellationToken)).ProblemAsync(status, code);
    }

    private static async Task<VerificationResource> VerifyAsync(HttpClient client, VerificationRequest request)
    {
        var answer = await client.PostAsync("/api/v1/ledger/verification", request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        while (true)
        {
            var verification = await client.GetAsync<VerificationResource>(answer.Headers.Location!.ToString());
            if (verification.State != VerificationState.Running)
            {
                return verification;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static Hash256 Hash(string text) => Hash256.TryParseBase64(text, out var hash) ? hash : throw new FormatException(text);
}
