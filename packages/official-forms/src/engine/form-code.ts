export type FormCode = 'F1' | 'F2' | 'F3' | 'F4' | 'F5' | 'F6';
