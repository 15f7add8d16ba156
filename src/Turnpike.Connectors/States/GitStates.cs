using System.Runtime.CompilerServices;
using Turnpike.Connectors.Repositories.Git;

namespace Turnpike.Connectors.States;

/// <summary>State files that are committed to a repository.</summary>
internal sealed class GitStates(GitClone clone, IReadOnlyList<string> patterns) : IStateBackend
{
    public async IAsyncEnumerable<StateFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await clone.UpdateAsync([.. patterns.Select(static p => "/" + p), "terraform.tfstate.d/"], cancellationToken);
        var within = new LocalStates([.. patterns.Select(p => Path.Join(clone.Folder, p))]);
        await foreach (var state in within.ReadAsync(cancellationToken))
        {
            var coverage = state.Coverage with { What = Path.GetRelativePath(clone.Folder, state.Coverage.What) };
            yield return state with { Coverage = coverage };
        }
    }
}
