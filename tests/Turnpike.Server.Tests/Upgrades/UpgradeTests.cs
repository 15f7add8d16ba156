using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using Turnpike.Delivery.Changes;
using Turnpike.Inventory;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Storage;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Upgrades;

/// <summary>
/// What each earlier version of the tables left behind is opened by this one, whole. A new version of any table adds the
/// folder of a node of the version before: stores of a throwaway node that served the sample, with one user.
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-upgrade-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("node-1.tar.gz")]
    public async Task A_node_of_an_earlier_version_goes_on_where_it_stopped(string kept)
    {
        await using (var unpacked = new GZipStream(File.OpenRead(Path.Combine(Vectors.RepositoryRoot, "tests", "Turnpike.Server.Tests", "Upgrades", kept)), CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(unpacked, _folder.FullName, overwriteFiles: false, TestContext.Current.CancellationToken);
        }

        await using var node = await TestNode.StartAsync(s => s with { DataFolder = _folder.FullName });

        var audit = await new LedgerAudit(node.Get<ILedgerStore>()).RunAsync(new Dictionary<long, Turnpike.Ledger.Merkle.Hash256>(), TestContext.Current.CancellationToken);
        Assert.Empty(audit.Faults);
        Assert.Equal("kestrel/parcels-prod", node.Get<ChangeProjection>().Find("2f8ee11cfb227438")!.Judged.Scope);
        Assert.Equal(2, (await node.Get<EstateInventory>().AtAsync(null, TestContext.Current.CancellationToken)).Scopes.Count);

        using var browser = new TestBrowser(node.Address);
        Assert.Equal(HttpStatusCode.Created, (await browser.SignInAsync("ada@example.com", "correct horse battery")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/changes/2f8ee11cfb227438/diff")).StatusCode);
        Assert.True((await node.Get<ILedgerStore>().HeadAsync(TestContext.Current.CancellationToken)).Size > audit.Size);
    }
}
