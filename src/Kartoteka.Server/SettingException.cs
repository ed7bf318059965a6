namespace Kartoteka.Server;

/// <summary>A setting or an option is wrong; the message says which and what is right.</summary>
public sealed class SettingException(string message) : Exception(message);
