using Turnpike.Formats.Scanners;

namespace Turnpike.Inventory.Scans;

/// <summary>By what a finding is known to speak of a resource.</summary>
public enum ScanLink
{
    /// <summary>It runs the image with that digest.</summary>
    Digest,

    /// <summary>It names the image by that tag, and nothing says which digest that is now.</summary>
    Tag,

    /// <summary>It is the repository that holds the image.</summary>
    Repository,

    /// <summary>The finding names its address.</summary>
    Address,

    /// <summary>The finding names its ARN or id.</summary>
    Identifier,

    /// <summary>It is the only one of the file that the finding is in.</summary>
    File,
}

/// <summary>An image that a document names.</summary>
/// <param name="Workload">The address of what runs it, where that is another resource of the same scope.</param>
/// <param name="IsRepository">It is where images are kept, and no image.</param>
internal sealed record ImageUse(ImageName Image, string? Workload = null, bool IsRepository = false);
