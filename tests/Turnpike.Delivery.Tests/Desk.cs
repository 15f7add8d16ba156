using System.Globalization;
using Turnpike.Delivery.Applying;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Estate.Joins;
using Turnpike.Gate.Rules;
using Turnpike.Governance;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Exceptions;
using Turnpike.Governance.Rights;
using Turnpike.Inventory;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;

namespace Turnpike.Delivery.Tests;

/// <summary>A node's delivery over real stores in a folder; a second desk on the same folder is a second node.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly bool _isOwner;
    private readonly SqliteLedgerStore _store;
    private int _ids;

    public Desk(RuleSet rules, Desk? other = null, int wholeEstate = 50_000)
    {
        _isOwner = other is null;
        _folder = other?._folder ?? Directory.CreateTempSubdirectory("turnpike-delivery-");
        Clock = other?.Clock ?? new SetClock();
        _store = SqliteLedgerStore.Open(Path.Combine(_folder.FullName, "ledger.db"), Clock);
        Attachments = SqliteAttachmentStore.Open(Path.Combine(_folder.FullName, "attachments.db"), Clock);
        Ledger = new EventLedger(_store, Clock);
        Inventory = new EstateInventory(Attachments, Clock);
        Follower = new ProjectionFollower(Ledger, [Changes, Decisions, Exceptions, Rights, Inventory, Moves, Ownership]);
        Policies = new PoliciesInForce(rules, Rules.ProviderData);
        Plans = new KeptPlans(Attachments);
        Reports = new KeptReports(Attachments);
        Standings = new ChangeStandings(Changes, Decisions, Exceptions, Moves, Policies, Clock);
        Judge = new JudgeChange(Follower, Changes, Decisions, Exceptions, Ownership, Inventory, Attachments, Plans, Reports, Moves, Policies, Places, Key, Clock, wholeEstate);
        JudgeAgain = new JudgeAgain(Changes, Standings, Judge);
        Grant = new GrantException(Follower, Exceptions, Rights, NextId, Clock);
        Decide = new DecideOnChange(Follower, Changes, Judge, new Decide(Follower, Decisions, Rights, NextId));
        Revoke = new RevokeDecision(Follower, Decisions, Rights);
        Waive = new WaiveFinding(Changes, Reports, Judge, Grant);
        Comment = new CommentOnChange(Follower, Changes);
        Withdraw = new WithdrawChange(Follower, Changes, Rights);
        Mark = new MarkApplied(Follower, Changes, Standings);
        NoteApplied = new NoteApplied(Changes, Plans, Inventory, Mark);
        Receive = new ReceiveSource(new ReceiveSources(Follower, Inventory, Attachments, Key, JoinTable.Load(Rules.ProviderData, []), new NoteCoverage(Follower, Inventory), Clock));
    }

    public static InstallationKey Key { get; } = new([.. Enumerable.Range(0, EventData.KeyBytes).Select(static i => (byte)i)]);

    public static Principal Ada { get; } = Principal.With("ada", "contributor");

    public static Principal Bob { get; } = Principal.With("bob", "approver");

    public static Principal Cleo { get; } = Principal.With("cleo", "admin");

    public SetClock Clock { get; }

    public JudgingPlaces Places { get; } = new(2, 16);

    public EventLedger Ledger { get; }

    public SqliteAttachmentStore Attachments { get; }

    public ProjectionFollower Follower { get; }

    public ChangeProjection Changes { get; } = new();

    public DecisionProjection Decisions { get; } = new();

    public ExceptionProjection Exceptions { get; } = new();

    public DecisionRights Rights { get; } = new(DefaultRights.Rules);

    public EstateInventory Inventory { get; }

    public EstateMoves Moves { get; } = new();

    public OwnershipProjection Ownership { get; } = new();

    public PoliciesInForce Policies { get; }

    public KeptPlans Plans { get; }

    public KeptReports Reports { get; }

    public ChangeStandings Standings { get; }

    public JudgeChange Judge { get; }

    public JudgeAgain JudgeAgain { get; }

    public GrantException Grant { get; }

    public DecideOnChange Decide { get; }

    public RevokeDecision Revoke { get; }

    public WaiveFinding Waive { get; }

    public CommentOnChange Comment { get; }

    public WithdrawChange Withdraw { get; }

    public MarkApplied Mark { get; }

    public NoteApplied NoteApplied { get; }

    public ReceiveSource Receive { get; }

    public async Task<Change> SendAsync(byte[] plan, string scope = "shop/production", string? branch = null, Principal? author = null)
    {
        var outcome = await Judge.RunAsync(author ?? Ada, new PlanUpload(scope, plan, null, new ChangeSource("plan.json", null, null, branch, null)), Now);
        return outcome.Value?.Change ?? throw new InvalidOperationException(outcome.Refusal?.Message ?? string.Join('\n', outcome.Value!.Diagnostics));
    }

    public Task<Outcome<Decision>> DecideAsync(Principal who, Change seen, Governance.Decisions.Verdict verdict = Governance.Decisions.Verdict.Approve, string? reason = null) =>
        Decide.RunAsync(who, seen.Id, verdict, reason, seen.Inputs, Now);

    public ChangeState StateOf(Change change) => Standings.Of(Changes.Find(change.Id)!).State;

    public async Task PushStateAsync(string scope, byte[] state, string? change = null)
    {
        var outcome = await Receive.RunAsync("ci", new SourcePush(scope, "state.json", state, change), Now);
        Assert.IsType<SourceOutcome.Received>(outcome);
    }

    public async Task<List<LedgerEntry>> EntriesAsync()
    {
        var entries = new List<LedgerEntry>();
        await foreach (var entry in Ledger.ReadAsync(0, Now))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        Follower.Dispose();
        Places.Dispose();
        await _store.DisposeAsync();
        await Attachments.DisposeAsync();
        if (_isOwner)
        {
            _folder.Delete(recursive: true);
        }
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{(_isOwner ? "a" : "b")}-{Interlocked.Increment(ref _ids)}");
}

/// <summary>Stands still until it is set. Timers run by the real clock.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
