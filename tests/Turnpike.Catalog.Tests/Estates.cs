using Turnpike.Governance.People;
using Turnpike.Inventory.Ownership;
using Turnpike.Tests;

namespace Turnpike.Catalog.Tests;

/// <summary>An estate and the catalog in it.</summary>
internal sealed class Estates : IAsyncDisposable
{
    private readonly OwnershipProjection _ownership = new();
    private readonly Yard _yard;
    private readonly AnswerOwnership _answer;

    public Estates()
    {
        _yard = new Yard(_ownership);
        _answer = new AnswerOwnership(_yard.Join, _ownership);
        Catalog = new ReadCatalog(_answer);
        Define = new DefineEntity(Catalog, _yard.Receive, _yard.Remove);
    }

    public PeopleProjection People { get; } = new();

    public ReadCatalog Catalog { get; }

    public DefineEntity Define { get; }

    public Task PushAsync(string scope, string name, string content) => _yard.PushAsync(scope, name, content);

    public Task<Model.CatalogModel> ReadAsync() => Catalog.AtAsync(null, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        await _yard.DisposeAsync();
    }
}
