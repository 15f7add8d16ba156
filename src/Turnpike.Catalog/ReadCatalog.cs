using Turnpike.Catalog.Model;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Catalog;

/// <summary>The catalog as the estate has it. What was made for one state of it is kept for whoever asks next.</summary>
public sealed class ReadCatalog(AnswerOwnership answers)
{
    private volatile CatalogModel? _current;

    public async Task<CatalogModel> AtAsync(DateTimeOffset? moment = null, CancellationToken cancellationToken = default)
    {
        var run = await answers.AtAsync(moment, cancellationToken);
        if (moment is not null)
        {
            return CatalogModel.Of(run);
        }

        // Two at once may make the same: the later one stays.
        return _current is { } known && ReferenceEquals(known.Ownership, run) ? known : _current = CatalogModel.Of(run);
    }
}
