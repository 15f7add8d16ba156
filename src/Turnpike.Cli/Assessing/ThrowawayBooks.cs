using System.Security.Cryptography;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Cli.Policies;
using Turnpike.Delivery.Judging;
using Turnpike.Delivery.Standing;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Gate.Rules;
using Turnpike.Governance.Exceptions;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Inventory;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;
using Turnpike.Text;

namespace Turnpike.Cli.Assessing;

/// <summary>An estate in books of its own, as a node keeps it, in a folder that is deleted in the end.</summary>
internal sealed class ThrowawayBooks : IAsyncDisposable
{
    private const string Actor = "assess";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-assess-");
    private readonly SqliteLedgerStore _store;
    private readonly SqliteAttachmentStore _attachments;
    private readonly EventLedger _ledger;
    private readonly EstateInventory _inventory;
    private readonly OwnershipProjection _ownership = new();
    private readonly ProjectionFollower _follower;
    private readonly NoteCoverage _note;
    private readonly ReceiveSources _receive;
    private readonly StandingFindings _standing;
    private readonly JoinEstate _join;
    private readonly RuleSet _rules;
    private readonly AnswerOwnership _answers;

    public ThrowawayBooks(RuleSet rules, DiagnosticBag diagnostics)
    {
        var data = PackFolder.ReadProviderData(diagnostics);
        var schemas = PackFolder.ReadSchemas(diagnostics).Aggregate(ProviderSchemas.Builtin, (all, file) => ProviderSchema.ReadCompact(file, diagnostics) is { } one ? all.With(one) : all);
        _rules = rules;
        var joins = JoinTable.Load(data, diagnostics);
        _store = SqliteLedgerStore.Open(Path.Combine(_folder.FullName, "ledger.db"), TimeProvider.System);
        _attachments = SqliteAttachmentStore.Open(Path.Combine(_folder.FullName, "attachments.db"), TimeProvider.System);
        _ledger = new EventLedger(_store, TimeProvider.System);
        _inventory = new EstateInventory(_attachments, TimeProvider.System);
        _follower = new ProjectionFollower(_ledger, [_inventory, _ownership]);
        _note = new NoteCoverage(_follower, _inventory);
        _receive = new ReceiveSources(_follower, _inventory, _attachments, new InstallationKey(RandomNumberGenerator.GetBytes(EventData.KeyBytes)), joins, _note, TimeProvider.System);
        _standing = new StandingFindings(_inventory, new PoliciesInForce(rules, data), new ExceptionProjection(), TimeProvider.System);
        _join = new JoinEstate(_inventory, new DriftRules(schemas, DefaultTable.Load(data, diagnostics)), joins);
        _answers = new AnswerOwnership(_join, _ownership);
    }

    /// <summary>How many resources were received.</summary>
    public int Count { get; private set; }

    public async Task ReceiveAsync(SourcesFound sources, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        foreach (var (scope, pushes) in sources.Scopes)
        {
            foreach (var outcome in await _receive.RunAsync(Actor, pushes, cancellation))
            {
                switch (outcome)
                {
                    case SourceOutcome.Received { Receipt: var receipt }:
                        Count += receipt.Resources;
                        diagnostics.AddRange(receipt.Warnings);
                        break;
                    case SourceOutcome.Refused refused:
                        diagnostics.AddRange(refused.Diagnostics.Count > 0 ? refused.Diagnostics : [CliDiagnostics.Usage(refused.Message, "Read it again from where it came.")]);
                        break;
                }
            }
        }

        foreach (var (scope, coverage) in sources.Coverage)
        {
            await _note.RunAsync(Actor, scope, coverage, cancellation);
        }
    }

    /// <summary>All of it, joined and judged.</summary>
    public async Task<AssessedEstate> EstateAsync(Profile profile, CancellationToken cancellation)
    {
        return new AssessedEstate(await _answers.AtAsync(null, cancellation), await _standing.AllAsync(cancellation), profile, TimeProvider.System.GetUtcNow()) { Rules = _rules.Rules };
    }

    public async ValueTask DisposeAsync()
    {
        _answers.Dispose();
        _join.Dispose();
        _standing.Dispose();
        await _ledger.DisposeAsync();
        _follower.Dispose();
        _inventory.Dispose();
        await _store.DisposeAsync();
        await _attachments.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
