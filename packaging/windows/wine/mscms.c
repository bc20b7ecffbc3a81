/* Wine 8 exports the colour profiles of a screen as stubs that end the program. A status of zero says
   that there is no profile. */

#define NOTHING(name) int shim_##name(void) { return 0; }

NOTHING(WcsCreateIccProfile)
NOTHING(WcsGetDefaultColorProfile)
NOTHING(WcsGetDefaultColorProfileSize)
NOTHING(WcsOpenColorProfileW)
