using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Connectors.Repositories;

/// <summary>Which parts a repository had at the last sync, so that those of folders that are gone are emptied. It can be thrown away.</summary>
internal sealed class KeptParts(string scratch, string name)
{
    private readonly string _path = Path.Join(scratch, "repositories", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16] + ".parts");

    public async Task<IReadOnlyList<PartReading>> GoneAsync(HashSet<Part> now, CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        var before = (await File.ReadAllLinesAsync(_path, cancellationToken)).Select(static l => l.Split('\t')).Where(static l => l.Length == 2).Select(static l => new Part(l[0], l[1]));
        return [.. before.Where(p => !now.Contains(p)).Select(static p => new PartReading(p, ListObject.List([]), [new Coverage(p.Source, CoverageStatus.Read, [])]))];
    }

    public async Task WriteAsync(IReadOnlyList<Part> now, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        await File.WriteAllLinesAsync(_path, now.Select(static p => p.Scope + "\t" + p.Source), cancellationToken);
    }
}
