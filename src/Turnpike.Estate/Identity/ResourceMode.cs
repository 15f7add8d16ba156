namespace Turnpike.Estate.Identity;

public enum ResourceMode : byte
{
    Managed,
    Data,
}
